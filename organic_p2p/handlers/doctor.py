"""The request `Diagnose`: what the connection doctor found, as clients are shown it."""

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import PersonId
from organic_p2p.engine import Engine
from organic_p2p.errors import NotFoundError


async def diagnose(engine: Engine, request: q.Diagnose) -> r.DiagnoseReply:
    """Test the connections of a running engine."""
    del request
    core = engine.core
    core.me  # noqa: B018 — says that nobody lives here, if so
    if engine.network is None:
        raise NotFoundError("no-network", "The network is not up here. Run: organic node")
    report = await engine.doctor.examine(engine.network)

    def ref(person: PersonId) -> r.PersonRef:
        return r.PersonRef(person, core.name_of(person))

    return r.DiagnoseReply(
        findings=tuple(
            r.FindingView(f.cause.value, f.sureness.value, tuple(map(ref, f.people)), f.seconds, f.newer)
            for f in report.diagnosis.findings
        ),
        checks=tuple(r.CheckView(check.value, result.value) for check, result in report.diagnosis.checks),
        people=tuple(
            r.ReachView(p.person, core.name_of(p.person), p.here, p.heard, p.heard_ms, p.met_ms)
            for p in sorted(report.people, key=lambda p: (core.name_of(p.person), p.person))
        ),
        attempts=tuple(
            r.AttemptView(
                _shown(a.address.host, a.address.port), tuple(map(core.name_of, a.people)), a.outcome.value
            )
            for a in report.attempts
        ),
        addresses=tuple(f"{a.ip}/{a.prefix_bits}" for a in report.addresses),
        port=report.port,
        tested_ms=core.now_ms(),
    )


def _shown(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
