import QtQuick

// The addresses that stand in a text, to be opened: by their hosts, and only after one has seen all of them.
Flow {
    id: links
    property var said
    property var tools
    property color ink: theme.colours.accent
    visible: said.links.length > 0
    spacing: 8
    Repeater {
        model: links.said.links
        Quiet {
            required property var modelData
            symbol: "globe"
            ink: links.ink
            text: modelData.host
            Accessible.name: qsTr("Open %1").arg(modelData.address)
            onClicked: links.tools.lead(modelData)
        }
    }
}
