from sambruk_cli.cli import main

main()
