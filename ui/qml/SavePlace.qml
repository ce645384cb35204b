import QtQuick
import QtQuick.Dialogs

// Asks where a picture or file is to be saved, and has it saved there.
FileDialog {
    id: dialog
    property string post: ""
    property int number: 0
    property bool original: false
    fileMode: FileDialog.SaveFile
    title: qsTr("Save as")
    function ask(which, at, all, name) {
        post = which; number = at; original = all
        const place = photos.place_for(name)
        currentFolder = ("" + place).replace(/\/[^\/]*$/, "")
        selectedFile = place
        open()
    }
    onAccepted: photos.save(post, number, original, selectedFile)
}
