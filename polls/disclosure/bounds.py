"""What can be deduced about a cell: its exact minimum and maximum (a transportation polytope).

Given are the sum of every row, the sum of every column and an interval for every cell. The integer
tables that fit are the integer flows from rows to columns within the intervals. From any table that
fits, a cell can grow by as much as can flow back from its column to its row through the other cells
(and shrink by as much as can flow from its row to its column), because flow bounds are totally
unimodular: the extreme values are reached by integer tables. Ford and Fulkerson (1956), Hoffman (1960).
"""

from collections import deque
from collections.abc import Sequence

Matrix = Sequence[Sequence[int]]
Range = tuple[int, int]


def cell_ranges(table: Matrix, lower: Matrix, upper: Matrix) -> tuple[tuple[Range, ...], ...]:
    """The exact least and greatest value of every cell over all integer tables that fit.

    ``table`` is any table that fits; its margins are the given margins. Raises ValueError when it
    does not lie between ``lower`` and ``upper``.
    """
    for row, low, high in zip(table, lower, upper, strict=True):
        if any(not a <= x <= b for x, a, b in zip(row, low, high, strict=True)):
            raise ValueError("the table does not fit its own bounds")
    graph = _Residual(table, lower, upper)
    return tuple(
        tuple((value - graph.most_less(i, j), value + graph.most_more(i, j)) for j, value in enumerate(row))
        for i, row in enumerate(table)
    )


class _Residual:
    """How much every cell can still grow and shrink. Nodes: the rows, then the columns."""

    def __init__(self, table: Matrix, lower: Matrix, upper: Matrix) -> None:
        self.rows, self.columns = len(table), len(table[0]) if table else 0
        self.room: list[dict[int, int]] = [{} for _ in range(self.rows + self.columns)]
        for i in range(self.rows):
            for j in range(self.columns):
                self.room[i][self.rows + j] = upper[i][j] - table[i][j]
                self.room[self.rows + j][i] = table[i][j] - lower[i][j]

    def most_more(self, i: int, j: int) -> int:
        """How much cell (i, j) can grow."""
        column = self.rows + j
        return self._flow(column, i, self.room[i][column])

    def most_less(self, i: int, j: int) -> int:
        """How much cell (i, j) can shrink."""
        column = self.rows + j
        return self._flow(i, column, self.room[column][i])

    def _flow(self, source: int, target: int, limit: int) -> int:
        """The greatest flow from source to target, at most ``limit``, not through their own cell."""
        room = [dict(edges) for edges in self.room]
        room[source][target] = room[target][source] = 0
        flow = 0
        while flow < limit:
            path = _shortest_path(room, source, target)
            if path is None:
                break
            step = min(limit - flow, *(room[a][b] for a, b in path))
            for a, b in path:
                room[a][b] -= step
                room[b][a] += step
            flow += step
        return flow


def _shortest_path(room: list[dict[int, int]], source: int, target: int) -> list[tuple[int, int]] | None:
    """The edges of a shortest path that has room, or None (Edmonds and Karp, 1972)."""
    came_from = {source: source}
    queue = deque([source])
    while queue and target not in came_from:
        node = queue.popleft()
        for neighbour, free in room[node].items():
            if free and neighbour not in came_from:
                came_from[neighbour] = node
                queue.append(neighbour)
    if target not in came_from:
        return None
    path, node = [], target
    while node != source:
        path.append((came_from[node], node))
        node = came_from[node]
    return path
