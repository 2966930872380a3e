"""Found by Python at start-up when this folder is on PYTHONPATH: watches the worker's event loops.

Python imports `sitecustomize` in every process, so all systems are watched in the same way and
none of them knows.
"""

from bench.monitor import install

install()
