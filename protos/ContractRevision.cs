namespace HtmIt.V1;

/// <summary>The number of the contract. A client works with the servers that understand its own number.</summary>
public static class ContractRevision
{
    /// <summary>The revision of the protos beside this file. Counted up by <c>eng/release-protos.sh</c> when clients have to change.</summary>
    public const int Current = 5;

    /// <summary>The oldest revision whose clients a server of this one still understands. As long as every revision breaks the one before, that
    /// is itself.</summary>
    public const int Oldest = Current;
}
