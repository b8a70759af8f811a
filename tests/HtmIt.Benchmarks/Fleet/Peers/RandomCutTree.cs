namespace HtmIt.Benchmarks.Fleet.Peers;

/// <summary>
/// A robust random cut tree (Guha et al. 2016) that points are added to and taken from: each cut halves the box of the points below it, in a
/// dimension drawn by the box's sides. Equal points share a leaf.
/// </summary>
/// <remarks>Nodes are numbers: leaves below the capacity, inner nodes from there on. Each has its box, a leaf that of its point.</remarks>
internal sealed class RandomCutTree(int capacity, int dimensions)
{
    private const short None = -1;

    private readonly float[] _least = new float[((2 * capacity) - 1) * dimensions];
    private readonly float[] _most = new float[((2 * capacity) - 1) * dimensions];
    private readonly Node[] _nodes = new Node[(2 * capacity) - 1];
    private readonly FreeNumbers _leaves = new(0, capacity);
    private readonly FreeNumbers _inner = new(capacity, capacity - 1);
    private short _root = None;

    public int Points => _root == None ? 0 : _nodes[_root].Points;

    /// <summary>Adds a point; the leaf it lies in.</summary>
    public short Insert(ReadOnlySpan<float> point, ref CutRandom random)
    {
        var node = _root;
        while (node != None)
        {
            if (IsLeaf(node) && point.SequenceEqual(Least(node)))
            {
                _nodes[node].Points++;
                return node;
            }

            if (Cut(node, point, ref random, out var cut))
            {
                return Split(node, point, cut);
            }

            // The point will lie below this node.
            Extend(node, point);
            _nodes[node].Points++;
            node = Child(node, point);
        }

        _root = MakeLeaf(point, None);
        return _root;
    }

    /// <summary>Takes one point out of a leaf.</summary>
    public void Remove(short leaf)
    {
        for (var node = leaf; node != None; node = _nodes[node].Parent)
        {
            _nodes[node].Points--;
        }

        if (_nodes[leaf].Points > 0)
        {
            return;
        }

        _leaves.Give(leaf);
        var parent = _nodes[leaf].Parent;
        if (parent == None)
        {
            _root = None;
            return;
        }

        var sibling = _nodes[parent].Left == leaf ? _nodes[parent].Right : _nodes[parent].Left;
        Replace(parent, sibling);
        _inner.Give(parent);
        for (var node = _nodes[sibling].Parent; node != None && Shrink(node); node = _nodes[node].Parent) { }
    }

    /// <summary>
    /// How odd a point would be, 0 to 1: one by the depth at which it is expected to be cut off from all others, were it added.
    /// </summary>
    public double Score(ReadOnlySpan<float> point)
    {
        double score = 0,
            left = 1;
        var depth = 1;
        for (var node = _root; node != None; node = Child(node, point), depth++)
        {
            if (IsLeaf(node))
            {
                var same = point.SequenceEqual(Least(node));
                return score + (left / (same ? depth + Math.Log2(_nodes[node].Points) : depth));
            }

            var cutOff = CutOffShare(node, point);
            score += left * cutOff / depth;
            left *= 1 - cutOff;
        }

        return score;
    }

    /// <summary>Whether boxes, cuts, counts and links of all nodes agree with each other.</summary>
    public bool IsConsistent()
    {
        var leaves = 0;
        return _root == None || (_nodes[_root].Parent == None && IsConsistent(_root, ref leaves) && leaves + _leaves.Count == capacity);
    }

    private bool IsConsistent(short node, ref int leaves)
    {
        ref var own = ref _nodes[node];
        if (IsLeaf(node))
        {
            leaves++;
            return own.Points > 0 && Least(node).SequenceEqual(Most(node));
        }

        var (left, right) = (own.Left, own.Right);
        for (var d = 0; d < dimensions; d++)
        {
            if (Least(node)[d] != Math.Min(Least(left)[d], Least(right)[d]) || Most(node)[d] != Math.Max(Most(left)[d], Most(right)[d]))
            {
                return false;
            }
        }

        return _nodes[left].Parent == node
            && _nodes[right].Parent == node
            && own.Points == _nodes[left].Points + _nodes[right].Points
            && Most(left)[own.Dimension] <= own.Cut
            && Least(right)[own.Dimension] > own.Cut
            && IsConsistent(left, ref leaves)
            && IsConsistent(right, ref leaves);
    }

    /// <summary>Draws a cut through the box of a node and a new point; whether it lies between the two.</summary>
    private bool Cut(short node, ReadOnlySpan<float> point, ref CutRandom random, out (int Dimension, float At, bool PointIsLeft) cut)
    {
        var least = Least(node);
        var most = Most(node);
        double sides = 0;
        for (var d = 0; d < dimensions; d++)
        {
            sides += (double)Math.Max(most[d], point[d]) - Math.Min(least[d], point[d]);
        }

        var place = random.NextDouble() * sides;
        for (var d = 0; d < dimensions; d++)
        {
            var low = Math.Min(least[d], point[d]);
            var side = (double)Math.Max(most[d], point[d]) - low;
            if (place >= side)
            {
                place -= side;
                continue;
            }

            var at = (float)(low + place);
            var isLeft = point[d] < least[d];
            // Rounding must not put the cut upon the point.
            cut = (d, isLeft || at < point[d] ? at : most[d], isLeft);
            if (isLeft ? at < least[d] : point[d] > most[d] && at >= most[d])
            {
                return true;
            }

            break;
        }

        // Rounding can let a cut miss. At an inner node the next one, further down, will do; at a leaf there is none.
        cut = IsLeaf(node) ? Beside(node, point) : default;
        return IsLeaf(node);
    }

    private (int Dimension, float At, bool PointIsLeft) Beside(short leaf, ReadOnlySpan<float> point)
    {
        var d = 0;
        while (point[d] == Least(leaf)[d])
        {
            d++;
        }

        return (d, Math.Min(point[d], Least(leaf)[d]), point[d] < Least(leaf)[d]);
    }

    private double CutOffShare(short node, ReadOnlySpan<float> point)
    {
        var least = Least(node);
        var most = Most(node);
        double sides = 0,
            beyond = 0;
        for (var d = 0; d < dimensions; d++)
        {
            sides += most[d] - least[d];
            beyond += Math.Max(0, least[d] - point[d]) + Math.Max(0, point[d] - most[d]);
        }

        return beyond / (sides + beyond);
    }

    private short Split(short node, ReadOnlySpan<float> point, (int Dimension, float At, bool PointIsLeft) cut)
    {
        var inner = _inner.Take();
        Replace(node, inner);
        var leaf = MakeLeaf(point, inner);
        ref var made = ref _nodes[inner];
        (made.Left, made.Right) = cut.PointIsLeft ? (leaf, node) : (node, leaf);
        (made.Dimension, made.Cut, made.Points) = ((byte)cut.Dimension, cut.At, (ushort)(_nodes[node].Points + 1));
        _nodes[node].Parent = inner;
        Least(node).CopyTo(Least(inner));
        Most(node).CopyTo(Most(inner));
        Extend(inner, point);
        return leaf;
    }

    /// <summary>Hangs a node where another one hung.</summary>
    private void Replace(short old, short by)
    {
        var parent = _nodes[old].Parent;
        _nodes[by].Parent = parent;
        if (parent == None)
        {
            _root = by;
        }
        else if (_nodes[parent].Left == old)
        {
            _nodes[parent].Left = by;
        }
        else
        {
            _nodes[parent].Right = by;
        }
    }

    private short MakeLeaf(ReadOnlySpan<float> point, short parent)
    {
        var leaf = _leaves.Take();
        _nodes[leaf] = new Node { Parent = parent, Points = 1 };
        point.CopyTo(Least(leaf));
        point.CopyTo(Most(leaf));
        return leaf;
    }

    private void Extend(short node, ReadOnlySpan<float> point)
    {
        var least = Least(node);
        var most = Most(node);
        for (var d = 0; d < dimensions; d++)
        {
            least[d] = Math.Min(least[d], point[d]);
            most[d] = Math.Max(most[d], point[d]);
        }
    }

    /// <summary>Makes the box of a node anew from those below it; whether it changed.</summary>
    private bool Shrink(short node)
    {
        var (left, right) = (_nodes[node].Left, _nodes[node].Right);
        var least = Least(node);
        var most = Most(node);
        var changed = false;
        for (var d = 0; d < dimensions; d++)
        {
            var (low, high) = (Math.Min(Least(left)[d], Least(right)[d]), Math.Max(Most(left)[d], Most(right)[d]));
            changed |= low != least[d] || high != most[d];
            (least[d], most[d]) = (low, high);
        }

        return changed;
    }

    private short Child(short node, ReadOnlySpan<float> point) =>
        point[_nodes[node].Dimension] <= _nodes[node].Cut ? _nodes[node].Left : _nodes[node].Right;

    private bool IsLeaf(short node) => node < capacity;

    private Span<float> Least(short node) => _least.AsSpan(node * dimensions, dimensions);

    private Span<float> Most(short node) => _most.AsSpan(node * dimensions, dimensions);

    private struct Node
    {
        public float Cut;
        public short Parent;
        public short Left;
        public short Right;
        public ushort Points;
        public byte Dimension;
    }
}
