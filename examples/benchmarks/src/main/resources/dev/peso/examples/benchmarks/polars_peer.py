"""Answers questions with Polars: takes one command a line on standard input, gives one reply a line on standard output."""
import sys
import time

import polars as pl
from polars import col as c

engine = sys.argv[1]
tables = {}
answer = None


def summary(frame):
    terms = [pl.len().cast(pl.Float64).alias("rows")]
    for name, type in frame.schema.items():
        value = c(name).str.slice(2) if type == pl.String else c(name)
        terms.append(value.cast(pl.Float64).sum().alias("sum of " + name))
    return " ".join(map(repr, frame.select(terms).row(0)))


def run(command, rest):
    global answer
    if command == "load":
        name, path = rest.split(" ", 1)
        tables[name] = pl.read_parquet(path).lazy()
        return "loaded"
    if command == "unload":
        tables.clear()
        answer = None
        return "unloaded"
    if command == "peak":
        try:
            return open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
        except OSError:
            return "0"
    if command == "summary":
        return summary(answer)
    answer = None
    query = compile(rest, "question", "eval")
    names = {"pl": pl, "c": c, **tables}
    before = time.perf_counter()
    answer = eval(query, names).collect(engine=engine)
    return repr(time.perf_counter() - before)


print(pl.__version__, flush=True)
for line in sys.stdin:
    try:
        print(run(*line.rstrip("\n").partition(" ")[::2]), flush=True)
    except Exception as e:
        print("error", repr(e).replace("\n", " "), flush=True)
