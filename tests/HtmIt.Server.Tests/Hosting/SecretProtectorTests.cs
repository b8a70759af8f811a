using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Server.Hosting;
using HtmIt.Testing;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Hosting;

/// <summary>Webhook secrets and the folder with their keys.</summary>
public sealed class SecretProtectorTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test] // whoever mends the folder need not start the server again
    public void Protect_FolderThatCouldNotBeMade_WorksOnceItCan()
    {
        var folder = Path.Combine(_directory.Path, "keys");
        var protector = new SecretProtector(folder);
        File.WriteAllText(folder, "in the way");
        Assert.That(() => protector.Protect("secret"), Throws.InstanceOf<IOException>());

        File.Delete(folder);

        Assert.That(protector.Unprotect(protector.Protect("secret")), Is.EqualTo("secret"));
    }

    [Test]
    public void Unprotect_KeysAreGone_SaysWhatToDo()
    {
        var folder = Path.Combine(_directory.Path, "keys");
        var secret = new SecretProtector(folder).Protect("secret");
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "in the way");

        Assert.That(() => new SecretProtector(folder).Unprotect(secret), Throws.TypeOf<DeliveryException>().With.Message.Contains(folder));
    }
}
