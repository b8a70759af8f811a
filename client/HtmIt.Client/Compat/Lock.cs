#if !NET9_0_OR_GREATER
// .NET 9 brought a type for locks. Before it, any object was one.
global using Lock = object;
#endif
