namespace HtmIt.Quality.Conformance;

/// <summary>Which of the two published scores a requirement is about.</summary>
internal enum ComparedScore
{
    Raw,
    Final,
}
