using HtmIt.Core.Incidents;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Surprise;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Incidents;

/// <summary>Numbers in reasons are for people.</summary>
public sealed class IncidentReasonsTests
{
    [TestCase(1911.76, "1911.8")]
    [TestCase(5_485_600.4, "5,485,600")]
    [TestCase(-119_330_000, "-119,330,000")]
    [TestCase(0.00001234, "0.00001234")]
    [TestCase(0, "0")]
    [TestCase(3.2e40, "3.2E+40")]
    public void Describe_Value_HasNoExponentAsLongAsItIsRead(double value, string shown)
    {
        var row = new IncidentRow(1, 0, value, Surprise: 1);
        var incident = new IncidentState
        {
            Onset = row,
            Peak = row,
            Began = row,
            Last = row,
            End = null,
            Severity = 4,
            TellingCount = 1,
            Reasons = [],
        };

        var text = IncidentReasons.Describe(new EvidenceShare(EvidenceKind.Value, 1, 2664), incident);

        Assert.That(text, Is.EqualTo($"never seen value: {shown}, nearest was 2664"));
    }
}
