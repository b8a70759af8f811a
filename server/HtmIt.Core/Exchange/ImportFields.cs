using System.Text;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Exchange;

/// <summary>What the fields of an item are called where it comes from.</summary>
/// <param name="Metric">Path of the metric spec, with a dot at the end unless empty; null keeps the names of the protos.</param>
/// <param name="Params">The same of the model parameters.</param>
/// <param name="StackName">Path of the autostack's name.</param>
/// <param name="Stack">Path of its region and filters, with a dot at the end unless empty.</param>
/// <param name="Data">Path of the samples.</param>
public sealed record ImportFields(string? Metric, string Params, string StackName, string Stack, string Data)
{
    public static readonly ImportFields Proto = new(null, "", "model.stack.autostack_name", "model.stack.", "model.data");

    /// <summary>The same refusal, with the fields called by the names they have in the item.</summary>
    public DomainException Rename(DomainException refusal)
    {
        if (refusal.Violations.Count == 0)
        {
            return refusal;
        }
        var renamed = refusal.Violations.Select(one => one with { Field = Rename(one.Field) }).ToArray();
        return DomainErrors.WithViolations(refusal.Reason, renamed);
    }

    /// <summary>A refusal of the autostack, with the fields called by the names they have in the item.</summary>
    public DomainException RenameStack(DomainException refusal)
    {
        var renamed = refusal.Violations.Select(one => one with { Field = one.Field == "display_name" ? StackName : Stack + one.Field });
        return DomainErrors.WithViolations(refusal.Reason, [.. renamed]);
    }

    private string Rename(string field)
    {
        var parts = field.Split('.', 3);
        if (parts[0] != "spec")
        {
            return field;
        }
        if (Metric is null)
        {
            return $"model.{field}";
        }
        if (parts.Length < 3)
        {
            return field;
        }
        var name = parts[2] == "metric_name" ? "metric" : Camel(parts[2]);
        return parts[1] switch
        {
            "model_params" => Params + name,
            "complete_model_params" => $"completeModelParams.{name}",
            _ => Metric + name,
        };
    }

    private static string Camel(string snake)
    {
        var name = new StringBuilder();
        foreach (var c in snake)
        {
            var first = name.Length > 0 && name[^1] == '_';
            name.Length -= first ? 1 : 0;
            name.Append(first ? char.ToUpperInvariant(c) : c);
        }
        return name.ToString();
    }
}
