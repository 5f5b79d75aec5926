"""A real Neo4j from its own jars, where Java 17 or 21 and Maven are there and Docker is not."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "only-for-tests"
JVM_OPTIONS = [
    "-Xms256m",
    "-Xmx512m",
    "-XX:+UseG1GC",
    "-XX:-OmitStackTraceInFastThrow",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djol.skipHotspotSAAttach=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--add-modules=jdk.incubator.vector",
]


def missing() -> str | None:
    """Return what there is not, null where a server can be made."""
    absent = [program for program in ("java", "mvn") if shutil.which(program) is None]
    return f"no {' and no '.join(absent)}" if absent else None


@contextmanager
def running(home: Path) -> Iterator[str]:
    """Yield the URI of a server in a folder of its own, stopped afterwards."""
    pom = Path(__file__).with_name("neo4j-pom.xml")
    copy = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", "-DincludeScope=runtime"]
    subprocess.run([*copy, f"-DoutputDirectory={home / 'lib'}"], check=True, timeout=600)
    port = _free_port()
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").write_text(
        f"server.bolt.listen_address=127.0.0.1:{port}\nserver.http.enabled=false\n"
        "server.memory.pagecache.size=64m\ndbms.usage_report.enabled=false\n"
    )
    environment = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    java = [shutil.which("java") or "java", *JVM_OPTIONS, "-cp", f"{home / 'lib'}/*"]
    set_password = [*java, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", PASSWORD]
    subprocess.run(set_password, check=True, env=environment, stdout=subprocess.DEVNULL)
    arguments = [f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]
    with (home / "console.log").open("w") as console:
        start = [*java, "org.neo4j.server.CommunityEntryPoint", *arguments]
        server = subprocess.Popen(start, env=environment, stdout=console, stderr=subprocess.STDOUT)
    try:
        _wait(server, port, home / "console.log")
        yield f"bolt://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: "subprocess.Popen[bytes]", port: int, console: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"Neo4j did not start: {console.read_text()[-2000:]}")
