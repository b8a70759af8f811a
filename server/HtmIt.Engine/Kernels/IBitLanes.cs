namespace HtmIt.Engine.Kernels;

/// <summary>What a kernel does with vectors of one width. Implemented by empty structs, so that a generic kernel is compiled for each width
/// as if it had been written for it.</summary>
internal interface IBitLanes<TVector>
    where TVector : struct
{
    /// <summary>How many words of 64 bits a vector holds.</summary>
    static abstract int Words { get; }

    static abstract TVector Load(ref ulong source, nuint word);

    static abstract void Store(TVector vector, ref ulong target, nuint word);

    static abstract TVector And(TVector left, TVector right);

    static abstract TVector Or(TVector left, TVector right);

    static abstract TVector Xor(TVector left, TVector right);
}
