# Travaux with everything that a server needs. Build: docker build -t travaux .
FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    UV_LINK_MODE=copy \
    DO_NOT_TRACK=1 \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    GX_ANALYTICS_ENABLED=false

# libgl1, libglib2.0-0: what the OCR engine's image library loads. Debian's archive keeps no older versions to pin.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgl1 libglib2.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && pip install --no-cache-dir uv==0.13.* \
    && useradd --create-home --uid 1000 travaux \
    && mkdir --parents /data && chown travaux /data

WORKDIR /app
COPY . .
# asyncpg comes with Prefect: its server speaks to PostgreSQL
RUN uv pip install --system --no-cache --compile-bytecode --constraints constraints.txt '.[ocr,dask,serve-sql,s3]'

USER 1000
WORKDIR /data
VOLUME /data
ENV TRAVAUX_WAREHOUSE=/data/warehouse/travaux.duckdb \
    TRAVAUX_SOURCES=/data/sources.toml
ENTRYPOINT ["travaux"]
CMD ["--help"]
