using HtmIt.Core.Errors;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Where a caller has the parts of an autostack's definition.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Region, account and filters stand below.</param>
public sealed record AutostackFields(FieldPath Name, FieldPath Place)
{
    /// <summary>A request to create one.</summary>
    public static readonly AutostackFields Request = new(FieldPath.Proto("autostack")["title"], FieldPath.Proto("autostack"));
}
