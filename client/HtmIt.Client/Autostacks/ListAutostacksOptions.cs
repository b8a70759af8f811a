namespace HtmIt.Client;

/// <summary>How to list autostacks and their history.</summary>
public sealed record ListAutostacksOptions : RequestOptions
{
    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }
}
