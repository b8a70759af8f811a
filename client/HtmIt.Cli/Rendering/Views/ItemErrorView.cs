using HtmIt.Client.Errors;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>Why one item of a batch failed.</summary>
internal sealed class ItemErrorView(HtmItException error)
{
    public string Reason => error.Reason;

    public string Message => error.Message;

    public double? RetryDelaySeconds => error.Error.RetryAfter?.TotalSeconds;
}
