using System.Xml;
using System.Xml.Linq;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;
using HtmIt.Core.Log;

namespace HtmIt.Aws.CloudWatch;

/// <summary>Gathers the pages of an answer to GetMetricData. A page may hold tens of thousands of datapoints, so it is read one query at a
/// time.</summary>
internal sealed class MetricDataAnswer(int queries)
{
    private const string Complete = "Complete";

    private readonly List<Sample>[] _samples = [.. Enumerable.Range(0, queries).Select(_ => new List<Sample>())];
    private readonly string?[] _states = new string?[queries];

    /// <summary>Takes one page in; returns the token of the next one, null after the last.</summary>
    public string? ReadPage(XmlReader reader)
    {
        // A page that breaks off is asked for again: nothing of it may stay.
        var page = new List<XElement>();
        string? next = null;
        while (!reader.EOF)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "MetricDataResults" })
            {
                page.AddRange(XmlAnswer.Element(reader).Elements());
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "NextToken" })
            {
                next = XmlAnswer.Element(reader).Value;
            }
            else
            {
                reader.Read();
            }
        }
        page.ForEach(Take);
        return string.IsNullOrEmpty(next) ? null : next;
    }

    public IReadOnlyList<QueryResult> Results() =>
        [.. _samples.Select((samples, place) => new QueryResult(InOrder(samples), FaultOf(place)))];

    private void Take(XElement result)
    {
        var place = MetricDataForm.PlaceOf(result.Text("Id"));
        if (place < 0 || place >= queries)
        {
            return;
        }
        _states[place] = StateOf(result);
        foreach (var (time, value) in result.List("Timestamps").Zip(result.List("Values")))
        {
            if (Datapoint.Of(time.Value, value.Value) is { } sample)
            {
                _samples[place].Add(sample);
            }
        }
    }

    private static string StateOf(XElement result)
    {
        var message = result.List("Messages").FirstOrDefault()?.Text("Value") ?? "";
        var state = result.Text("StatusCode");
        return state is Complete or "" || message.Length == 0 ? state : $"{state}: {message}";
    }

    /// <summary>What is partial on one page is complete on a later one, so the last state counts.</summary>
    private string? FaultOf(int place) =>
        _states[place] switch
        {
            null => "CloudWatch did not answer this query",
            Complete or "" => null,
            var state => $"CloudWatch answered {state}",
        };

    private static Sample[] InOrder(List<Sample> samples) => [.. samples.DistinctBy(sample => sample.Time).OrderBy(sample => sample.Time)];
}
