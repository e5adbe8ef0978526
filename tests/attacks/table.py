"""Prints how many attacks of each class were put to each tier that this machine can form, and how many succeeded."""

import sys

from attacking import attack_all, find_attacks, sandboxes


def main() -> None:
    """Run everything and print the table: successes / attacks."""
    attacks = find_attacks()
    results = [attack_all(sandbox, attacks) for sandbox in sandboxes(identity=False)]
    kinds = sorted({attack.kind for attack in attacks})
    write = sys.stdout.write
    write(f"{'class':<14}" + "".join(f"{result.tier:>12}" for result in results) + "\n")
    for kind in kinds:
        row = [sum(f.attack.startswith(f"{kind}/") for f in result.findings) for result in results]
        cells = (f"{found}/{result.attacks[kind]}" for found, result in zip(row, results, strict=True))
        write(f"{kind:<14}" + "".join(f"{cell:>12}" for cell in cells) + "\n")
    totals = (f"{len(result.findings)}/{sum(result.attacks.values())}" for result in results)
    write(f"{'all':<14}" + "".join(f"{total:>12}" for total in totals) + "\n")
    for result in results:
        for finding in result.findings:
            write(f"{result.tier}: {finding.attack}: {finding.problem}\n")


if __name__ == "__main__":
    main()
