using HtmIt.Core.Errors;

namespace HtmIt.Core.Diagnostics;

/// <summary>Where feedback archives go.</summary>
public interface IFeedbackSink
{
    /// <summary>Stores a file under a key, replacing what is there.</summary>
    /// <exception cref="Errors.DomainException">FeedbackNotStored.</exception>
    Task StoreAsync(string key, string path, CancellationToken cancellationToken);
}
