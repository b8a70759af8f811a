using System.Text.Json.Nodes;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Specs;

/// <summary>What a model spec monitors. Each datasource has its own.</summary>
public abstract record MetricSpec
{
    public abstract Datasource Datasource { get; }

    /// <summary>The range of values that is known before there are any, for the model to begin with; null where they have to show it.</summary>
    public virtual ValueRange? DefaultRange => null;

    /// <summary>The cloud resource that is measured; null where it is none.</summary>
    public virtual MeasuredResource? Measured => null;

    /// <summary>Checks the form; whether what is named exists is another matter.</summary>
    /// <param name="at">Where the caller has it.</param>
    public virtual void Check(FieldPath at, ICollection<FieldViolation> violations) { }

    /// <summary>The stored and exported form: the original's layout.</summary>
    public abstract JsonObject Write();
}
