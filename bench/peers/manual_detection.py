"""The livekit-agents default with Gemini Live and turns taken by Silero in the worker.

As in LiveKit's documentation (Gemini Live vision recipe; automatic activity detection disabled as
its Gemini page shows for detection outside the server). Not from there: the agent's name and the
address of the model come from the environment, and the health port is a free one.
"""

from __future__ import annotations

import os

from google.genai import types
from livekit.agents import Agent, AgentServer, AgentSession, JobContext, JobProcess, cli, room_io
from livekit.plugins import google, silero

server = AgentServer(port=0)


def prewarm(proc: JobProcess) -> None:
    proc.userdata["vad"] = silero.VAD.load()


server.setup_fnc = prewarm


class Assistant(Agent):
    def __init__(self) -> None:
        super().__init__(instructions="You are a helpful assistant that can see the screen.")

    async def on_enter(self) -> None:
        self.session.generate_reply(instructions="Greet the user and offer your assistance.")


@server.rtc_session(agent_name=os.environ["AGENT_NAME"])
async def entrypoint(ctx: JobContext) -> None:
    session: AgentSession[None] = AgentSession(
        llm=google.realtime.RealtimeModel(
            model=os.environ["GEMINI_MODEL"],
            voice="Puck",
            realtime_input_config=types.RealtimeInputConfig(
                automatic_activity_detection=types.AutomaticActivityDetection(disabled=True),
            ),
            http_options=types.HttpOptions(base_url=os.environ["GEMINI_BASE_URL"]),
        ),
        vad=ctx.proc.userdata["vad"],
    )
    await session.start(
        agent=Assistant(),
        room=ctx.room,
        room_options=room_io.RoomOptions(video_input=True),
    )
    await ctx.connect()


if __name__ == "__main__":
    cli.run_app(server)
