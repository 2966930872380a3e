"""Tests of the messages and of their TypeScript side."""
