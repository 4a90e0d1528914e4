"""Prints the table of run.sh: best wall and processor seconds of each engine, and how many times ours they are.
usage: table.py LOGS EXPECTED SIZE"""
import json
import os
import re
import sys

logs, expected, size = sys.argv[1:4]
wanted = re.search(rf"^{size} w3_daily CHECK (\S+)", open(expected).read(), re.M)


def best(text):
    """The least wall and processor seconds of the daily year: engines print them in their own ways."""
    runs = [json.loads(r) for r in re.findall(r"^w3_daily\s+(\{.*\})", text, re.M)]
    if runs:
        return min(r["TOTAL"] for r in runs), min(r["cpu"] for r in runs)
    sweeps = re.findall(r"^sweep\s+([\d.]+) s\s+cpu ([\d.]+) s", text, re.M)
    if sweeps:
        return min(float(w) for w, _ in sweeps), min(float(c) for _, c in sweeps)
    numpy = re.search(r"^MEDIAN w3_daily ([\d.]+) s \(min ([\d.]+)\) cpu ([\d.]+)", text, re.M)
    return (float(numpy[2]), float(numpy[3])) if numpy else None


def agrees(text):
    """Whole numbers to the digit, fractions to nine."""
    found = re.findall(r"^CHECK (\S+)", text, re.M)
    if not found or not wanted:
        return "no figures to compare"
    ours, theirs = found[-1].split("|"), wanted[1].split("|")
    same = ours[:12] == theirs[:12] and all(abs(float(a) - float(b)) <= 1e-9 * abs(float(b)) for a, b in zip(ours[12:], theirs[12:]))
    return "as expected" if same else "DIFFERENT"


texts = {name: open(os.path.join(logs, name)).read() for name in os.listdir(logs)}
times = {name: best(text) for name, text in texts.items()}
wall, cpu = (min(times[n][i] for n in times if n.startswith("mainstay")) for i in (0, 1))
print(f"| engine | seconds | times ours | processor seconds | times ours | checksum |\n|---|---|---|---|---|---|")
for name in sorted(texts, key=lambda n: times[n] or (9e9, 0)):
    if times[name] is None:
        print(f"| {name} | failed: {texts[name].strip().splitlines()[-1][:120] if texts[name].strip() else 'no output'} | | | | |")
        continue
    w, c = times[name]
    print(f"| {name} | {w:.3f} | {w / wall:.1f} | {c:.3f} | {c / cpu:.1f} | {agrees(texts[name])} |")
