namespace HtmIt.Server.Tests.Listeners.Pickle;

/// <summary>What <c>pickle.dumps(points, protocol)</c> of Python 3.11 writes for
/// <code>
/// [('a.b', (1767225600, 1.5)), ('a.b', (1767225660, 2)), ('a.é', (1767225600.9, '3.25')), ('long', (1767225600, 1 &lt;&lt; 40)),
///  ('neg', (-1, -7)), ('none', (1767225600, None)), ['list', [1767225600, True]]]
/// </code></summary>
internal static class Pickles
{
    public static readonly byte[] Protocol0 = Convert.FromBase64String(
        "KGxwMAooVmEuYgpwMQooSTE3NjcyMjU2MDAKRjEuNQp0cDIKdHAzCmEoZzEKKEkxNzY3MjI1NjYwCkkyCnRwNAp0cDUKYShWYS7pCnA2CihGMTc2NzIyNTYwMC45ClYz"
            + "LjI1CnA3CnRwOAp0cDkKYShWbG9uZwpwMTAKKEkxNzY3MjI1NjAwCkwxMDk5NTExNjI3Nzc2TAp0cDExCnRwMTIKYShWbmVnCnAxMwooSS0xCkktNwp0cDE0CnRw"
            + "MTUKYShWbm9uZQpwMTYKKEkxNzY3MjI1NjAwCk50cDE3CnRwMTgKYShscDE5ClZsaXN0CnAyMAphKGxwMjEKSTE3NjcyMjU2MDAKYUkwMQphYWEu"
    );

    public static readonly byte[] Protocol2 = Convert.FromBase64String(
        "gAJdcQAoWAMAAABhLmJxAUoAuVVpRz/4AAAAAAAAhnEChnEDaAFKPLlVaUsChnEEhnEFWAQAAABhLsOpcQZHQdpVbkA5mZpYBAAAADMuMjVxB4ZxCIZxCVgEAAAAbG9u"
            + "Z3EKSgC5VWmKBgAAAAAAAYZxC4ZxDFgDAAAAbmVncQ1K/////0r5////hnEOhnEPWAQAAABub25lcRBKALlVaU6GcRGGcRJdcRMoWAQAAABsaXN0cRRdcRUoSgC5"
            + "VWmIZWVlLg=="
    );

    public static readonly byte[] Protocol5 = Convert.FromBase64String(
        "gAWVlwAAAAAAAABdlCiMA2EuYpRKALlVaUc/+AAAAAAAAIaUhpRoAUo8uVVpSwKGlIaUjARhLsOplEdB2lVuQDmZmowEMy4yNZSGlIaUjARsb25nlEoAuVVpigYAAAAA"
            + "AAGGlIaUjANuZWeUSv////9K+f///4aUhpSMBG5vbmWUSgC5VWlOhpSGlF2UKIwEbGlzdJRdlChKALlVaYhlZWUu"
    );
}
