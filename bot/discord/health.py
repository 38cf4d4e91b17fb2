"""Health pages for a supervisor, and figures for Prometheus where its library is installed."""

import asyncio
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.discord.logs import warn

if TYPE_CHECKING:
    from bot.discord.app import App

SLOW = 30.0  # seconds of gateway latency from which the bot is not ready


class Figures:
    """What Prometheus reads; counts nothing where prometheus-client is not installed."""

    def __init__(self) -> None:
        self.page: Callable[[], bytes] | None = None
        try:
            import prometheus_client as prometheus
        except ImportError:
            return
        registry = prometheus.CollectorRegistry()
        self.replies = prometheus.Counter("backtalk_replies", "Replies by kind.", ["kind"], registry=registry)
        self.seconds = prometheus.Histogram("backtalk_reply_seconds", "From question to card.", registry=registry)
        self.gateway: Any = prometheus.Gauge(
            "backtalk_gateway", "State: ready, latency, servers.", ["what"], registry=registry
        )
        prometheus.ProcessCollector(registry=registry)
        self.page = lambda: prometheus.generate_latest(registry)


class Health:
    """Whether the bot lives, whether it can answer, and how it has been doing."""

    def __init__(self, app: "App") -> None:
        self.app, self.figures = app, Figures()
        self._runner: web.AppRunner | None = None

    def replied(self, kind: str, seconds: float) -> None:
        """Count one reply."""
        if self.figures.page:
            self.figures.replies.labels(kind).inc()
            self.figures.seconds.observe(seconds)

    async def start(self, host: str, port: int) -> None:
        """Serve the pages; a port that is taken costs the pages, not the bot."""
        site = web.Application()
        site.router.add_get("/healthz", self._alive)
        site.router.add_get("/readyz", self._ready)
        if self.figures.page:
            site.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            warn("health pages cannot be served", error, host=host, port=port)

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _alive(self, _: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, _: web.Request) -> web.Response:
        lacking = [name for name, fine in (await self._state()).items() if not fine]
        text = "ready\n" if not lacking else f"not ready: {', '.join(lacking)}\n"
        return web.Response(status=200 if not lacking else 503, text=text)

    async def _state(self) -> dict[str, bool]:
        latency = self.app.latency
        return {
            "gateway": self.app.is_ready() and not self.app.is_closed() and math.isfinite(latency) and latency < SLOW,
            "knowledge": bool(self.app.serving.base.library.answers),
            "database": await self._reachable(),
            "closing": not self.app.work.closing,
        }

    async def _reachable(self) -> bool:
        try:
            return await asyncio.wait_for(asyncio.to_thread(self.app.store.reachable), 2.0)
        except Exception as error:  # noqa: BLE001 - any failure of the database means the same here
            warn("database is not reachable", error)
            return False

    async def _metrics(self, _: web.Request) -> web.Response:
        gateway, latency = self.figures.gateway, self.app.latency
        gateway.labels("ready").set(self.app.is_ready())
        gateway.labels("latency_seconds").set(latency if math.isfinite(latency) else -1)
        gateway.labels("servers").set(len(self.app.guilds))
        assert self.figures.page is not None
        return web.Response(body=self.figures.page(), content_type="text/plain")
