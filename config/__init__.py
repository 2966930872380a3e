"""Settings and logging: what every process needs before it can do anything.

Owns: reading the environment (the only place that does), logging set-up.
Must not know: LiveKit, Gemini, FastAPI, or any other package of this project.
"""

from config.settings import (
    Environment,
    Settings,
    SettingsError,
    TurnDetection,
    VoiceStackName,
    load_settings,
)

__all__ = [
    "Environment",
    "Settings",
    "SettingsError",
    "TurnDetection",
    "VoiceStackName",
    "load_settings",
]
