"""Makes a table (Markdown, to standard output) and a plot (SVG, to the file named first; none for an empty name) of the lines that both programs printed."""
import sys

COLOURS = {"additive": "#1f6feb", "points": "#bf8700", "logistic": "#8250df", "XGBoost": "#cf222e", "sklearn boosting": "#57606a"}


def lines(files):
    for file in files:
        for line in open(file, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 12 and cells[0] != "set":
                yield cells


def table(rows):
    print("| set | learner | ROC AUC | PR AUC | Brier | log loss | ECE | lift | CPU s a fit |")
    print("|---|---|---|---|---|---|---|---|---|")
    seen = None
    for row in rows:
        if row[1] == "additive" and (row[2], row[3]) != ("6", "5"):
            continue
        name = "**Mainstay, 6 knots, 5 pairs**" if row[1] == "additive" else f"Mainstay, {row[1]}" if row[2] else row[1]
        print(f"| {row[0] if row[0] != seen else ''} | {name} | {' | '.join(row[5:])} |")
        seen = row[0]


def plot(rows, path):
    sets = list(dict.fromkeys(row[0] for row in rows))
    width, height, left, inner, tall = 250, 230, 46, 190, 140
    svg = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * len(sets)}" height="{height + 26}" font-family="sans-serif" font-size="11">',
           '<rect width="100%" height="100%" fill="#ffffff"/>']
    for place, name in enumerate(sets):
        own = [row for row in rows if row[0] == name]
        steps = [("2", "0"), ("3", "0"), ("4", "0"), ("6", "0"), ("6", "1"), ("6", "2"), ("6", "3"), ("6", "5")]
        curve = [float(next(r[5] for r in own if r[1] == "additive" and (r[2], r[3]) == s)) for s in steps if any(r[1] == "additive" and (r[2], r[3]) == s for r in own)]
        flat = {r[1]: float(r[5]) for r in own if r[1] in COLOURS and r[1] != "additive"}
        low, high = min(curve + list(flat.values())) - 0.003, max(curve + list(flat.values())) + 0.003
        y = lambda v: 34 + tall * (high - v) / (high - low)
        x = lambda i: left + inner * i / (len(steps) - 1)
        svg.append(f'<g transform="translate({place * width},0)"><text x="{left}" y="18" fill="#222">{name}: ROC AUC by complexity</text>')
        for i in range(5):
            v = low + (high - low) * i / 4
            svg.append(f'<path d="M{left} {y(v):.1f}h{inner}" stroke="#e5e5e5"/><text x="{left - 4}" y="{y(v) + 4:.1f}" text-anchor="end" fill="#555">{v:.3f}</text>')
        for learner, v in flat.items():
            svg.append(f'<path d="M{left} {y(v):.1f}h{inner}" stroke="{COLOURS[learner]}" stroke-dasharray="4 3"/>')
        svg.append(f'<polyline fill="none" stroke="{COLOURS["additive"]}" stroke-width="1.8" points="{" ".join(f"{x(i):.1f},{y(v):.1f}" for i, v in enumerate(curve))}"/>')
        svg += [f'<circle cx="{x(i):.1f}" cy="{y(v):.1f}" r="2.5" fill="{COLOURS["additive"]}"/>' for i, v in enumerate(curve)]
        svg += [f'<text x="{x(i):.1f}" y="{34 + tall + 14 + 12 * (i % 2)}" text-anchor="middle" fill="#555">{k}{"+" + p if p != "0" else ""}</text>' for i, (k, p) in enumerate(steps)]
        svg.append(f'<text x="{left + inner / 2}" y="{34 + tall + 44}" text-anchor="middle" fill="#222">knots + pairs</text></g>')
    for i, (learner, colour) in enumerate(COLOURS.items()):
        svg.append(f'<text x="{left + 130 * i}" y="{height + 14}" fill="{colour}">— {"Mainstay, " + learner if learner in ("additive", "points", "logistic") else learner}</text>')
    open(path, "w", encoding="utf-8").write("\n".join(svg + ["</svg>"]) + "\n")


if __name__ == "__main__":
    found = list(lines(sys.argv[2:]))
    found.sort(key=lambda row: list(dict.fromkeys(r[0] for r in found)).index(row[0]))
    if sys.argv[1]:
        plot(found, sys.argv[1])
    table(found)
