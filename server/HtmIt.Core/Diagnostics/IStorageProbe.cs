namespace HtmIt.Core.Diagnostics;

/// <summary>Tells whether the database takes writes.</summary>
public interface IStorageProbe
{
    /// <summary>Returns why writes would fail now, or null. Within a second, whatever the database does.</summary>
    Task<string?> FindFaultAsync(CancellationToken cancellationToken);
}
