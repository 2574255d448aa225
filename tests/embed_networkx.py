# SPDX-License-Identifier: Apache-2.0
"""tests/embed_networkx.py CERT [--topology EXPR] [--network SPEC] [--dead LIST]

Compares the two graphs of a certificate of `imcfab embed` with graphs that networkx makes: the cores and channels
with those of a topology expression (docs/formats.md), number by number, and tasks and streams with those of a network,
made here from its published definition, number by number or else up to their numbers (networkx's isomorphism).
SPEC is one of the functions below marked as networks, such as `resnet_cifar(32)`, `resnet(50)`, `googlenet()`,
`bipartite(4, 4)`. Exit status 0: they are the same; 1: they differ; 2: not readable.
"""
import argparse
import ast
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import certificate

try:
    import networkx as nx
except ImportError:
    print("skipped: python3 has no networkx")
    sys.exit(77)


class Wrong(Exception):
    pass


# ---- topologies: directed graphs with nodes 0, 1, 2, ...; what has no core is in graph["routers"] ----

def numbered(graph, order):
    """A directed copy; the i-th of `order` becomes node i."""
    number = {node: i for i, node in enumerate(order)}
    out = nx.DiGraph()
    out.add_nodes_from(range(len(number)))
    directed = graph if graph.is_directed() else graph.to_directed()
    out.add_edges_from((number[a], number[b]) for a, b in directed.edges if a != b)
    routers = graph.graph.get("routers", ())
    out.graph["routers"] = {number[r] for r in routers}
    return out


def routers_of_product(a, b):
    bad_a, bad_b = a.graph.get("routers", set()), b.graph.get("routers", set())
    return {(i, j) for i in a for j in b if i in bad_a or j in bad_b}


def product(function):
    def make(a, b):
        graph = function(a, b)
        graph.graph["routers"] = routers_of_product(a, b)
        return numbered(graph, [(i, j) for i in sorted(a) for j in sorted(b)])
    return make


def path(n):
    return numbered(nx.path_graph(n), range(n))


def cycle(n):
    return numbered(nx.cycle_graph(n), range(n))


def complete(n):
    return numbered(nx.complete_graph(n), range(n))


def star(n):
    return numbered(nx.star_graph(n - 1), range(n))


def grid(sides, periodic):
    # networkx names the nodes of dim=(x, y, z) by (plane, row, column)
    graph = nx.grid_graph(dim=list(sides), periodic=periodic)
    return numbered(graph, sorted(graph))


def mesh(*sides):
    return grid(sides, False)


def torus(*sides):
    return grid(sides, True)


def king(x, y):
    graph = nx.strong_product(nx.path_graph(y), nx.path_graph(x))
    return numbered(graph, sorted(graph))


def hypercube(d):
    if d < 2:	# then networkx's nodes are no tuples, or there are none
        return path(1 << d)
    graph = nx.hypercube_graph(d)
    return numbered(graph, sorted(graph))


def power(a, k):
    graph = nx.DiGraph()
    graph.add_nodes_from(a)
    for node in a:
        near = nx.single_source_shortest_path_length(a, node, cutoff=k)
        graph.add_edges_from((node, other) for other in near if other != node)
    graph.graph["routers"] = a.graph["routers"]
    return numbered(graph, sorted(a))


def union(a, b):
    graph = nx.compose(a, b)
    # a node is a core where one of the two has it as one
    graph.graph["routers"] = {n for n in graph if all(n not in g or n in g.graph["routers"] for g in (a, b))}
    return numbered(graph, sorted(graph))


def bidir(a):
    return union(a, nx.reverse(a))


def directed(a):
    graph = a.copy()
    graph.remove_edges_from([(u, v) for u, v in a.edges if u > v and a.has_edge(v, u)])
    return numbered(graph, sorted(a))


def kpp(k, n, rows=1):
    """Windows of (k + 1) / 2 columns of two cores are complete; channels run forward, and both ways in a column."""
    columns = (n + 1) // 2
    along = nx.DiGraph()
    along.add_nodes_from(range(columns))
    if k > 1:
        along.add_edges_from((min(e), max(e)) for e in nx.power(nx.path_graph(columns), (k - 1) // 2).edges)
    graph = nx.strong_product(along, nx.complete_graph(2).to_directed())
    order = sorted(graph)
    if n % 2:
        graph.remove_node(order.pop())
    if rows > 1:
        width = columns // rows
        place = {}
        for column, row in order:
            fold, x = divmod(column, width)
            place[x if fold % 2 == 0 else width - 1 - x, 2 * fold + row] = (column, row)
        for (x, y), core in place.items():
            below = place.get((x, y + 1))
            if y % 2 and below:
                graph.add_edges_from([(core, below), (below, core)])
    return numbered(graph, order)


def edges(name):
    graph = nx.DiGraph()
    routers = set()
    with open(name) as f:
        for line in f:
            words = line.partition("#")[0].split()
            if words[:1] == ["router"]:
                routers.add(int(words[1]))
            elif words[:1] == ["node"]:
                graph.add_node(int(words[1]))
            elif words:
                graph.add_edge(int(words[0]), int(words[1]))
    graph.add_nodes_from(range(max(graph) + 1))
    graph.graph["routers"] = routers
    return numbered(graph, range(max(graph) + 1))


TOPOLOGIES = {
    "path": path, "cycle": cycle, "ring": cycle, "complete": complete, "star": star, "mesh": mesh, "torus": torus,
    "king": king, "hypercube": hypercube, "power": power, "union": union, "bidir": bidir, "directed": directed,
    "kpp": kpp, "edges": edges, "cartesian": product(nx.cartesian_product), "tensor": product(nx.tensor_product),
    "strong": product(nx.strong_product),
}


# ---- networks: tasks in the order of the layers; a layer with weights, a pooling of maps or a concatenation is a
# task, an addition is done by the task named, a pooling in front of a 1x1 layer that alone reads it by that layer ----

class Network:
    def __init__(self):
        self.graph = nx.DiGraph()

    def task(self, *sources):
        """A new task that reads these; a source may be a list of tasks."""
        t = len(self.graph)
        self.graph.add_node(t)
        for s in sources:
            for one in s if isinstance(s, list) else [s]:
                if one is not None:
                    self.graph.add_edge(one, t)
        return t

    def chain(self, x, n):
        for _ in range(n):
            x = self.task(x)
        return x


def residual(net, x, layers, shortcut, add):
    """A block of so many layers on x. shortcut: None, or "before" or "behind" them a layer of its own. add: "last": the
    task that makes the later side adds; "core": a task of its own."""
    side = net.task(x) if shortcut == "before" else x
    y = net.chain(x, layers)
    if shortcut == "behind":
        side = net.task(x)
    if add == "core":
        return net.task(y, side)
    first, later = (side, y) if y > side else (y, side)
    net.graph.add_edge(first, later)
    return later


def resnet_cifar(layers, add="last", shortcut=None):
    """He et al. 2015, section 4.2: 6n + 2 layers, three stages; shortcuts without weights (A) are no layers."""
    if (layers - 2) % 6:
        raise Wrong("a ResNet for CIFAR has 6n + 2 layers")
    net = Network()
    x = net.task()
    for stage in range(3):
        for block in range((layers - 2) // 6):
            x = residual(net, x, 2, shortcut if stage and not block else None, add)
    net.task(x)
    return net.graph


def resnet(layers, add="last", shortcut="behind"):
    """He et al. 2015, table 1: 18, 34 (blocks of two layers), 50, 101, 152 (of three). The first block of a stage has a
    projection, of the first stage only where it has other channels; files differ in whether it stands before the layers or
    behind them, and the later one adds."""
    blocks, depth = {18: ([2, 2, 2, 2], 2), 34: ([3, 4, 6, 3], 2), 50: ([3, 4, 6, 3], 3), 101: ([3, 4, 23, 3], 3),
                     152: ([3, 8, 36, 3], 3)}[layers]
    net = Network()
    x = net.chain(net.task(), 1)	# 7x7 layer, pooling
    for stage, n in enumerate(blocks):
        for block in range(n):
            x = residual(net, x, depth, shortcut if not block and (stage or depth == 3) else None, add)
    net.task(x)
    return net.graph


def inception(net, x, concat):
    """Szegedy et al. 2014, figure 2b; the pooling is done by the 1x1 layer behind it."""
    outputs = [net.task(x), net.chain(x, 2), net.chain(x, 2), net.task(x)]
    return net.task(outputs) if concat == "core" else outputs


def googlenet(concat="core"):
    """Szegedy et al. 2014, table 1."""
    net = Network()
    x = net.chain(net.task(), 3)	# 7x7; pooling and 1x1; 3x3; pooling
    for modules in (2, 5, 2):
        for _ in range(modules):
            x = inception(net, x, concat)
        x = net.task(x)		# pooling; behind the last the dense layer, which averages
    return net.graph


def squeezenet(concat="core"):
    """Iandola et al. 2016, version 1.1: fire modules 2 to 9; the poolings are done by the 1x1 layers behind them."""
    net = Network()
    x = net.task()
    for _ in range(8):
        s = net.task(x)
        x = [net.task(s), net.task(s)]
        if concat == "core":
            x = net.task(x)
    net.task(net.task(x))	# 1x1 layer, mean
    return net.graph


def vgg(layers):
    """Simonyan and Zisserman 2014, table 1: five poolings."""
    return nx.path_graph({11: 16, 13: 18, 16: 21, 19: 24}[layers], create_using=nx.DiGraph)


def blocks(name, n):
    """A first task and n blocks."""
    net = Network()
    x = net.task()
    for _ in range(n):
        if name == "chain":
            x = net.task(x)
        elif name in ("basic", "bottleneck", "inverted"):
            x = residual(net, x, 2 if name == "basic" else 3, None, "last")
        elif name in ("projection", "bottleneck_projection"):
            x = residual(net, x, 2 if name == "projection" else 3, "before", "last")
        elif name.startswith("inception"):
            x = inception(net, x, "join" if name.endswith("direct") else "core")
        elif name.startswith("fire"):
            s = net.task(x)
            x = [net.task(s), net.task(s)]
            x = x if name.endswith("direct") else net.task(x)
        elif name.startswith("dense"):
            size = int(name[5:])
            first = len(net.graph)
            for i in range(size):
                net.task(list(range(first, first + i)) or x)
            x = first + size - 1
        else:
            raise Wrong("no blocks of this name: " + name)
    return net.graph


def bipartite(a, b):
    return nx.DiGraph([(u, v) for u in range(a) for v in range(a, a + b)
                       if nx.complete_bipartite_graph(a, b).has_edge(u, v)])


NETWORKS = {"resnet_cifar": resnet_cifar, "resnet": resnet, "googlenet": googlenet, "squeezenet": squeezenet, "vgg": vgg,
            "blocks": blocks, "bipartite": bipartite}


# ---- comparison ----

def evaluate(text, functions):
    """A call of these functions, nested; arguments are numbers and texts."""
    def value(node):
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions:
            return functions[node.func.id](*map(value, node.args), **{k.arg: value(k.value) for k in node.keywords})
        raise Wrong("%s: not made by this script: %s" % (text, ast.dump(node)[:60]))

    # 5pp(8) is kpp(5, 8)
    return value(ast.parse(re.sub(r"\b(\d+)pp\(", r"kpp(\1, ", text.strip()), mode="eval").body)


def kill(graph, text):
    """Takes dead cores and channels out: core:5, core:5-7, chan:9; channels by their numbers in ascending order."""
    cores, channels = set(graph.graph["routers"]), sorted(graph.edges)
    for part in filter(None, text.split(",")):
        what, _, numbers = part.partition(":")
        first, _, last = numbers.partition("-")
        for i in range(int(first), int(last or first) + 1):
            if what == "core":
                cores.add(i)
            else:
                graph.remove_edge(*channels[i])
    graph.remove_edges_from([e for e in channels if (e[0] in cores or e[1] in cores) and graph.has_edge(*e)])
    return cores


def compare_topology(c, text, dead):
    graph = evaluate(text, TOPOLOGIES)
    cores = kill(graph, dead)
    if c.cores != len(graph) or c.dead != cores:
        raise Wrong("%d cores, dead %s; %s has %d, dead %s" % (c.cores, sorted(c.dead), text, len(graph), sorted(cores)))
    more, less = set(c.channels) - set(graph.edges), set(graph.edges) - set(c.channels)
    if more or less or len(set(c.channels)) != len(c.channels):
        raise Wrong("channels that %s has not: %s; channels of it that are missing: %s" %
                    (text, sorted(more)[:5], sorted(less)[:5]))
    print("%d cores, %d dead, and %d channels are those of %s" % (c.cores, len(cores), len(c.channels), text))


def compare_network(c, text):
    graph = evaluate(text, NETWORKS)
    mine = nx.DiGraph()
    mine.add_nodes_from(range(c.tasks))
    mine.add_edges_from(c.streams)
    if len(mine) != len(graph) or mine.number_of_edges() != graph.number_of_edges():
        raise Wrong("%d tasks, %d streams; %s has %d and %d" % (len(mine), mine.number_of_edges(), text, len(graph),
                                                               graph.number_of_edges()))
    same = set(mine.edges) == set(graph.edges)
    if not same and not (nx.faster_could_be_isomorphic(mine.to_undirected(), graph.to_undirected()) and
                         nx.is_isomorphic(mine, graph)):
        raise Wrong("the streams are not those of " + text)
    print("%d tasks and %d streams are those of %s%s" % (c.tasks, len(c.streams), text, "" if same else ", renumbered"))


def main(words=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("cert")
    parser.add_argument("--topology")
    parser.add_argument("--network")
    parser.add_argument("--dead", default="")
    args = parser.parse_args(words)
    try:
        c = certificate.read(args.cert)
        if args.topology:
            compare_topology(c, args.topology, args.dead)
        if args.network:
            compare_network(c, args.network)
    except Wrong as e:
        print("%s: %s" % (args.cert, e))
        return 1
    except (OSError, ValueError) as e:
        print("embed_networkx: %s" % e, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
