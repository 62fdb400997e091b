@main
struct X { static func main() { print("hi") } }
