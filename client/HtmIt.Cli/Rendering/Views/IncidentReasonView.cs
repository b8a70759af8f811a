using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What one kind of evidence has contributed to an incident.</summary>
internal sealed class IncidentReasonView(IncidentReason reason)
{
    public EvidenceKind Kind => reason.Kind;

    public double Share => reason.Share;

    public double? Reference => reason.Reference;

    public string Text => reason.Text;
}
