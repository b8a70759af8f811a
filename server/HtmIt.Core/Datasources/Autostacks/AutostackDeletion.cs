namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>What became of an attempt to delete an autostack.</summary>
public enum AutostackDeletion
{
    Deleted,
    NotFound,

    /// <summary>It has metrics, which must go first.</summary>
    HasMetrics,
}
