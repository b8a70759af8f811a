namespace HtmIt.Core.Tests.Metrics;

internal enum FakeFault
{
    None,

    /// <summary>Nothing was stored.</summary>
    Before,

    /// <summary>All was stored, and nobody learns it.</summary>
    After,
}
