# The token server with the built page. Build from the project's folder:
# docker build -f docker/token_server.Dockerfile .
FROM node:22-bookworm-slim AS page
WORKDIR /build
COPY web_client/package.json web_client/package-lock.json web_client/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY web_client ./
RUN npm run build

FROM python:3.13-slim-bookworm AS packages
WORKDIR /build
COPY requirements/uv.txt requirements/base.txt ./
RUN pip install --no-cache-dir --require-hashes -r uv.txt \
    && uv venv /opt/venv \
    && uv pip sync --python /opt/venv/bin/python --no-cache --compile-bytecode \
        --require-hashes base.txt

FROM python:3.13-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    ENVIRONMENT=production LOG_DIR=/var/log/cicerone
RUN useradd --system --uid 10001 --create-home cicerone \
    && install -d -o cicerone -g cicerone /var/log/cicerone
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY --from=page /build/dist web_client/dist
COPY config config
COPY protocol protocol
COPY token_server token_server
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ.get('PORT') or 8000}/healthz\", timeout=2)"]
CMD ["python", "-m", "token_server"]
