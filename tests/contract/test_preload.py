"""What is done before processes are forked leaves a conversation little to build, and no thread."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.support.stack import PROJECT_DIR

pytestmark = pytest.mark.contract


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are not forked")
def test_a_conversation_builds_no_schema_and_preloading_starts_no_thread() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.contract.preloaded_conversation"],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout) == {"threads": 0, "built": []}
