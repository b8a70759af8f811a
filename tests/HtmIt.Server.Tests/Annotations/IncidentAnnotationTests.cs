using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Annotations;

/// <summary>Notes about incidents.</summary>
public sealed class IncidentAnnotationTests : AnnotationFixture
{
    private const int Spike = 400;

    private Incident _incident = null!;
    private Incident _brief = null!;

    [OneTimeSetUp]
    public async Task SendAsync()
    {
        _incident = await MakeAsync("noted");
        _brief = await MakeAsync("noted.brief");
    }

    [Test]
    public async Task CreateAnnotation_OnlyTheIncident_HasItsMetricResourceAndOnset()
    {
        var created = await NoteAsync(_ => { });

        Assert.That((created.Incident, created.Metric), Is.EqualTo((_incident.Name, _incident.Metric)));
        Assert.That((created.Resource, created.AnnotatedTime), Is.EqualTo((_incident.Resource, _incident.Onset.SampleTime)));
        Assert.That((await Annotations.GetAnnotationAsync(new() { Name = created.Name })).Annotation, Is.EqualTo(created));
    }

    [Test]
    public async Task CreateAnnotation_AllThatAgrees_IsTaken()
    {
        var created = await NoteAsync(note =>
            (note.Metric, note.Resource, note.AnnotatedTime) = (_incident.Metric, _incident.Resource, _incident.End.SampleTime)
        );

        Assert.That((created.Incident, created.AnnotatedTime), Is.EqualTo((_incident.Name, _incident.End.SampleTime)));
    }

    private static IEnumerable<TestCaseData> Disagreements()
    {
        yield return Case("metric", "annotation.metric", (note, _) => note.Metric = $"metrics/{new string('a', 32)}");
        yield return Case("resource", "annotation.resource", (note, _) => note.Resource = "another");
        yield return Case("before", "annotation.annotated_time", (note, one) => note.AnnotatedTime = At(one.Onset.SampleTime.Seconds - 1));
        yield return Case("after", "annotation.annotated_time", (note, one) => note.AnnotatedTime = At(one.End.SampleTime.Seconds + 1));
        yield return Case("name", "annotation.incident", (note, _) => note.Incident = "incidents/1");

        static TestCaseData Case(string name, string field, Action<Annotation, Incident> spoil) =>
            new TestCaseData(field, spoil).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Disagreements))]
    public async Task CreateAnnotation_WhatDoesNotAgree_IsRefused(string field, Action<Annotation, Incident> spoil)
    {
        var refusal = await Refusal.OfAsync(() => NoteAsync(note => spoil(note, _incident)));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, field)));
    }

    [Test]
    public async Task CreateAnnotation_UnknownIncident_IsNotFound()
    {
        var refusal = await Refusal.OfAsync(() => NoteAsync(note => note.Incident = $"incidents/{Guid.NewGuid():N}"));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "INCIDENT_NOT_FOUND")));
    }

    [Test] // The answer to the first call may be lost.
    public async Task CreateAnnotation_TheSameIdAgain_GivesItBack()
    {
        var request = new CreateAnnotationRequest { Annotation = NoteOf(_incident), AnnotationId = $"{Guid.NewGuid():N}" };
        var first = await Annotations.CreateAnnotationAsync(request);
        var again = await Annotations.CreateAnnotationAsync(request);
        Assert.That((first.Created, again.Created, again.Annotation), Is.EqualTo((true, false, first.Annotation)));
    }

    [Test]
    public async Task ListAnnotations_OfAnIncident_StayWhenItGoes()
    {
        await Annotations.CreateAnnotationAsync(new() { Annotation = new(Note("")) { Metric = _brief.Metric } });
        var created = await NoteAsync(note => note.Incident = _brief.Name);

        await Tables.ExecuteAsync(
            Server.ConnectionString,
            "delete from incident where id = $1",
            Guid.Parse(_brief.Name["incidents/".Length..])
        );

        var listed = (await Annotations.ListAnnotationsAsync(new() { Incident = _brief.Name })).Annotations;
        Assert.That(listed, Is.EqualTo(new[] { created }));
        var bad = await Refusal.OfAsync(Annotations.ListAnnotationsAsync(new() { Incident = "incidents/1" }));
        Assert.That(bad.Field, Is.EqualTo("incident"));
    }

    private static Annotation NoteOf(Incident incident)
    {
        var note = Note("");
        (note.Incident, note.AnnotatedTime) = (incident.Name, null);
        return note;
    }

    private async Task<Incident> MakeAsync(string name)
    {
        await MonitorAsync(name, withRange: false);
        await Data.SendAsync(Ingest.Series(name, [.. Values.Wave(3, Spike), 412, .. Values.Wave(4, 60)]));
        await ActiveAsync(name);
        var listed = await new IncidentService.IncidentServiceClient(Channel).ListIncidentsAsync(new());
        return listed.Incidents.Single(one => one.Key.MetricName == name && one.Peak.RowId == Spike + 1);
    }

    private async Task<Annotation> NoteAsync(Action<Annotation> change)
    {
        var note = NoteOf(_incident);
        change(note);
        return (await Annotations.CreateAnnotationAsync(new() { Annotation = note })).Annotation;
    }
}
