"""An ingest killed at any moment and run again ends in the graph of an undisturbed run."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from scripted import ScriptedExtractor

from diplograph.graph.store import open_store
from diplograph.loaders.ingest import ingest

ARTICLES = 60

SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from scripted import ScriptedExtractor
from diplograph.graph.store import open_store
from diplograph.loaders.ingest import ingest

if __name__ == "__main__":
    with open_store(sys.argv[2]) as store:
        ingest(
            [sys.argv[3]],
            store,
            extractor=ScriptedExtractor(),
            progress=lambda step: print(step.stage, step.done, flush=True),
        )
        print("end", flush=True)
"""


def write(path: Path) -> Path:
    # Twenty URLs told twice, the second time otherwise, so that runs also replace.
    records = [
        {
            "url": f"https://press.example/{number % 40}",
            "published": "2017-11-15",
            "text": f"Ann Ash met Bo Birch. Cy C{number} met Di D{number}.",
        }
        for number in range(ARTICLES)
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def quads(folder: Path) -> set[str]:
    with open_store(folder, read_only=True) as store:
        return {str(quad) for quad in store.match()}


def articles_held(folder: Path) -> dict[str, int]:
    """Quads in the graph of each article."""
    with open_store(folder, read_only=True) as store:
        return {graph.value: len(list(store.match(graph=graph))) for graph in store.graphs()}


def test_killed_at_random_moments_and_run_again(tmp_path):
    articles = write(tmp_path / "a.jsonl")
    with open_store(tmp_path / "undisturbed") as store:
        ingest([articles], store, extractor=ScriptedExtractor())
    whole = articles_held(tmp_path / "undisturbed")
    assert len(whole) == ARTICLES - 20
    (tmp_path / "run.py").write_text(SCRIPT)
    command = [
        sys.executable,
        str(tmp_path / "run.py"),
        str(Path(__file__).parent),
        str(tmp_path / "disturbed"),
        str(articles),
    ]
    moments = random.Random(20171114)
    # In the middle of the articles, of the second tellings, and of the derivation.
    for steps in (2, 45, ARTICLES + 2):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(steps):
                process.stdout.readline()
            time.sleep(moments.uniform(0.0, 0.02))
            process.kill()
        assert process.returncode == -signal.SIGKILL
        held = articles_held(tmp_path / "disturbed")
        assert held
        assert held.items() <= whole.items()  # whole articles or none
    finished = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    assert finished.stdout.endswith("end\n")
    assert quads(tmp_path / "disturbed") == quads(tmp_path / "undisturbed")
