# The portal's image: one for web, worker, beat and migrate. docker-compose.yml starts them.
FROM debian:bookworm-slim AS base
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 python3 \
    && rm -rf /var/lib/apt/lists/*

FROM base AS packages
WORKDIR /build
COPY requirements/production.txt tools/pip-26.3-py3-none-any.whl ./
RUN python3 -m venv --without-pip /opt/venv \
    && /opt/venv/bin/python pip-26.3-py3-none-any.whl/pip install --no-cache-dir --require-hashes --no-deps \
        --only-binary :all: --requirement production.txt

FROM base
RUN useradd --uid 10001 --user-group --home-dir /nonexistent --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal -m 750 /data /data/media /data/beat
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/portal
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=pim_portal.settings \
    PORTAL_DATA_DIR=/data \
    MEDIA_ROOT=/data/media \
    STATIC_ROOT=/srv/portal/staticfiles
# The root file system is read-only later: everything that can be compiled or collected is made now.
RUN SECRET_KEY="$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')" \
    && export SECRET_KEY \
    && python manage.py compile_messages \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q -j 0 . \
    && chmod -R a+rX .
USER portal
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--preload", "--timeout", "60", "--graceful-timeout", "20", "--max-requests", "2000", \
     "--max-requests-jitter", "200", "--worker-tmp-dir", "/tmp", "--no-control-socket", "pim_portal.wsgi"]
