namespace HtmIt.Engine.Reference;

/// <summary>What the likelihood says of an average below the mean. Releases of NuPIC differ in it.</summary>
internal enum LikelihoodTail
{
    /// <summary>An unusually low average is the most ordinary thing (NuPIC 0.5.6 and the published NAB rows).</summary>
    OneSided,

    /// <summary>An unusually low average is as unlikely as an unusually high one (NuPIC 1.0).</summary>
    TwoSided,
}
