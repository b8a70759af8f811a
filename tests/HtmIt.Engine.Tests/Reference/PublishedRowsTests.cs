using HtmIt.Engine.Reference;

namespace HtmIt.Engine.Tests.Reference;

/// <summary>The reference mode against published rows; the quality program's <c>conformance</c> does the same for whole files.</summary>
[TestFixture]
internal sealed class PublishedRowsTests
{
    private const double Tolerance = 1e-6;

    private static readonly string[] Files = ["exchange-3_cpc_results", "speed_7578", "iio_us-east-1_i-a2eb1cd9_NetworkIn", "nyc_taxi"];

    [TestCaseSource(nameof(Files))]
    public void NabDetector_PublishedRawScores_GivesPublishedFinalScores(string file)
    {
        var vector = PublishedVector.Read(file);
        var numenta = new NabDetector(ReferenceLikelihoodParameters.ForBenchmarkFile(vector.FileRows));
        var numentaTM = new NabDetector(ReferenceLikelihoodParameters.ForBenchmarkFile(vector.FileRows));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(vector.Rows.Select(row => numenta.Next(row.Value, row.Raw)), Same(vector.Rows.Select(row => row.Final)));
            Assert.That(vector.Rows.Select(row => numentaTM.Next(row.Value, row.TmRaw)), Same(vector.Rows.Select(row => row.TmFinal)));
        }
    }

    [TestCaseSource(nameof(Files))]
    public void NumentaTM_FirstRows_GivesPublishedRawScores(string file)
    {
        var vector = PublishedVector.Read(file);
        var model = ReferenceAnomalyModel.NumentaTM(vector.Minimum, vector.Maximum);

        Assert.That(vector.Rows.Select(row => model.Next(row.Time, row.Value)).ToList(), Same(vector.Rows.Select(row => row.TmRaw)));
    }

    [TestCaseSource(nameof(Files))]
    public void Numenta_FirstRows_GivesPublishedRawScores(string file)
    {
        var vector = PublishedVector.Read(file);
        var model = ReferenceAnomalyModel.Numenta(vector.Minimum, vector.Maximum);

        Assert.That(vector.Rows.Select(row => model.Next(row.Time, row.Value)).ToList(), Same(vector.Rows.Select(row => row.Raw)));
    }

    private static NUnit.Framework.Constraints.EqualConstraint Same(IEnumerable<double> expected) =>
        Is.EqualTo(expected.ToList()).Within(Tolerance);
}
