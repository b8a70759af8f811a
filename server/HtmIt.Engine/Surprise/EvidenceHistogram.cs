using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HtmIt.Engine.Surprise;

/// <summary>How often a statistic had a value: counts by bucket, in whole cache lines. Their sum is below 20,000.</summary>
[StructLayout(LayoutKind.Sequential, Size = 1024)]
internal struct EvidenceHistogram
{
    private Buckets _buckets;

    /// <summary>The counts.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public Span<ushort> Counts => _buckets;

    [InlineArray(EvidenceScale.BucketCount)]
    private struct Buckets
    {
        private ushort _first;
    }
}
