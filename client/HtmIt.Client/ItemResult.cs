using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>What became of one item of a batch.</summary>
/// <typeparam name="T">What is known about an item that succeeded.</typeparam>
public sealed class ItemResult<T>
{
    private readonly T _value;

    internal ItemResult(T value, HtmItException? error) => (_value, Error) = (value, error);

    /// <summary>Why it failed, as a call of its own would have; null when it succeeded.</summary>
    public HtmItException? Error { get; }

    /// <summary>The result.</summary>
    /// <exception cref="HtmItException">The item failed.</exception>
    public T Value => Error is null ? _value : throw Error;
}
