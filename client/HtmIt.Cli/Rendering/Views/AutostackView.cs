using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A group of AWS resources.</summary>
internal class AutostackView(Autostack autostack)
{
    public string Name => autostack.Name;

    public string Title => autostack.Title;

    public string Region => autostack.Region;

    public string Account => autostack.Account;

    public string AwsResourceType => autostack.AwsResourceType;

    public string Namespace => autostack.Namespace;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters => autostack.Filters;

    public DateTime? CreateTime => autostack.CreateTime?.UtcDateTime;
}
