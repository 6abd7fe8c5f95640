"""Items a second of reasoning-gym's generators, one process, default settings: the baseline of bench:curriculum."""

import json
import sys
import time
from importlib.metadata import version

import reasoning_gym

# Of each kind of its tasks, those nearest to ours.
TASKS = [
    "syllogism",
    "knights_knaves",
    "propositional_logic",
    "number_sequence",
    "family_relationships",
    "shortest_path",
    "basic_arithmetic",
    "simple_equations",
    "letter_counting",
    "jugs",
]
size = int(sys.argv[1])
results = {}
for name in TASKS:
    data = reasoning_gym.create_dataset(name, seed=1, size=size)
    start = time.perf_counter()
    for index in range(size):
        data[index]
    results[name] = size / (time.perf_counter() - start)
print(json.dumps({"version": version("reasoning-gym"), "items_per_second": results}))
