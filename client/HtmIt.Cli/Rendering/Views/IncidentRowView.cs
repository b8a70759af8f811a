using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A row of an incident's metric.</summary>
internal sealed class IncidentRowView(IncidentRow row)
{
    public long RowId => row.RowId;

    public DateTime SampleTime => row.Time.UtcDateTime;

    public double Value => row.Value;

    public double Surprise => row.Surprise;
}
