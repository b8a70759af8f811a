namespace HtmIt.Faults.Checking;

/// <summary>A promise that was not kept. Two findings of one kind and subject are the same finding.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Detail">What was found instead.</param>
internal sealed record Finding(FindingKind Kind, string Subject, string Detail)
{
    public bool Equals(Finding? other) => other is not null && Kind == other.Kind && Subject == other.Subject;

    public override int GetHashCode() => HashCode.Combine(Kind, Subject);

    public override string ToString() => $"{Kind}: {Subject}: {Detail}";
}
