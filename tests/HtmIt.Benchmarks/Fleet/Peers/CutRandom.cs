namespace HtmIt.Benchmarks.Fleet.Peers;

/// <summary>Small random numbers (xorshift64*), so that a forest need not carry a large generator.</summary>
internal struct CutRandom(int seed)
{
    private ulong _state = ((ulong)(uint)seed + 1) * 0x9E37_79B9_7F4A_7C15;

    /// <summary>0 to just below 1.</summary>
    public double NextDouble()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return ((_state * 0x2545_F491_4F6C_DD1D) >> 11) * (1.0 / (1UL << 53));
    }
}
