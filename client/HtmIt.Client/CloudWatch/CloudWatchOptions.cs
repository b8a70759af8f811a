namespace HtmIt.Client;

/// <summary>Selects what to list of a region. What is empty selects all.</summary>
public record CloudWatchOptions
{
    /// <summary>Only EC2 instances with these tags: values by key, as alternatives; all keys must match. <c>*</c> and <c>?</c> stand for
    /// any characters.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tags { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Account from the server's settings; empty means the server's own credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>Is told what the list leaves out, each once, while it is read. Without it that goes unsaid.</summary>
    public Action<SkippedService>? OnSkipped { get; init; }

    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }

    /// <summary>Of resources: only the kind that this namespace addresses. Of metrics: only those of this namespace.</summary>
    public string Namespace { get; init; } = "";
}
