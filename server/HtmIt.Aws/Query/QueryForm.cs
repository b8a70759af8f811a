using System.Globalization;
using Amazon.Runtime;
using HtmIt.Aws.Clients;

namespace HtmIt.Aws.Query;

/// <summary>The form of one request.</summary>
internal sealed class QueryForm(AwsAction action) : AmazonWebServiceRequest
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    public AwsAction Action => action;

    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    public QueryForm With(string name, string value)
    {
        _fields.Add(new(name, value));
        return this;
    }

    public QueryForm With(string name, int value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whole seconds; AWS takes no other zone.</summary>
    public QueryForm With(string name, DateTimeOffset time) =>
        With(name, time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    /// <summary>Leaves the field out when there is no value.</summary>
    public QueryForm WithIfAny(string name, string? value) => string.IsNullOrEmpty(value) ? this : With(name, value);

    /// <summary>A list: its fields are numbered from 1.</summary>
    public QueryForm WithList(string name, IEnumerable<string> values)
    {
        var number = 0;
        foreach (var value in values)
        {
            With(string.Create(CultureInfo.InvariantCulture, $"{name}.member.{++number}"), value);
        }
        return this;
    }
}
